import { ApiError } from "./error";
import { projectType } from "./projectType";
import { operationsTokens as tokens } from "./tokens";
import { asNumber, asString } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";
import { flag, oneOf, text, textWhich, unsimulated } from "../../providers/shapes";

const mostBytes = 64 * 1024;

/**
 * The value of a secret. A new value is a new version.
 *
 * API: https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/secretmanager/secretversion/
 */
export const secretVersion: ResourceType = projectType({
  token: tokens.secretVersion,
  fields: {
    deletionPolicy: oneOf("DELETE", "DISABLE", "ABANDON", "PREVENT"),
    enabled: flag,
    isSecretDataBase64: flag,
    "secret!": textWhich((name, path) =>
      /^projects\/[^/]+\/secrets\/[^/]+$/.test(name)
        ? undefined
        : `"${path}" must be the id of a secret, projects/{project}/secrets/{secretId}, got ${JSON.stringify(name)}`,
    ),
    secretData: text,
    secretDataWo: unsimulated("string", "write-only arguments are not simulated; give secretData"),
    secretDataWoVersion: unsimulated("number", "write-only arguments are not simulated; give secretData"),
  },
  mutable: ["enabled"],
  defaults: { enabled: true, isSecretDataBase64: false },
  secrets: ["secretData"],
  computed: ["createTime", "destroyTime", "name", "version"],
  check: checkData,
  create({ inputs, world, now }) {
    const owner = asString(inputs.secret) ?? "";
    if (!world.get(tokens.secret, owner)) {
      throw new ApiError("creating SecretVersion", 404, "NOT_FOUND", `Secret [${owner}] not found.`);
    }
    const numbers = world
      .all(tokens.secretVersion)
      .filter((one) => one.inputs.secret === owner)
      .map(({ outputs }) => Number(asString(outputs.version) ?? asNumber(outputs.version)));
    const version = String(Math.max(0, ...numbers) + 1);
    const id = `${owner}/versions/${version}`;
    return { id, outputs: { createTime: now, destroyTime: "", name: id, version } };
  },
  update: () => ({}),
});

/** No message holds the data. */
function checkData({ inputs, fail }: CheckContext): void {
  const data = asString(inputs.secretData);
  if (inputs.secretData === undefined) {
    fail("secretData", 'one of "secretData" and "secretDataWo" must be specified');
  } else if (data !== undefined && (data === "" || Buffer.byteLength(data) > mostBytes)) {
    fail("secretData", `secretData must hold 1 to ${mostBytes} bytes, and has ${Buffer.byteLength(data)}`);
  } else if (
    data !== undefined &&
    inputs.isSecretDataBase64 === true &&
    !/^[A-Za-z0-9+/]+={0,2}$/.test(data)
  ) {
    fail("secretData", "secretData must be base64 where isSecretDataBase64 is set");
  }
}
