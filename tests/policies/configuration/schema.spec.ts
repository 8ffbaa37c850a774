import { expect } from "chai";

import { mismatches } from "../../../policies/configuration/schemaCheck";
import { keywords } from "../../../policies/configuration/schemaCheck";
import { configurationSchema, type Schema } from "../../../policies/configuration/schema";
import { rules } from "../../../policies/rules";

describe("the schema of the configuration", () => {
  for (const { name, options = {}, description } of rules) {
    it(`describes every option of ${name}, with a default that it allows`, () => {
      expect(description).to.match(/\.$/);
      for (const [option, schema] of Object.entries(options)) {
        expect(schema.description, option).to.be.a("string");
        expect(schema, option).to.have.property("default");
        expect(mismatches(schema.default, schema, option)).to.deep.equal([]);
      }
    });
  }

  it("uses no keyword that the check of the configuration would pass over", () => {
    const used = Object.values(configurationSchema(rules).properties).flatMap(keywordsIn);
    expect([...new Set(used)].filter((one) => !(keywords as readonly string[]).includes(one))).to.deep.equal(
      [],
    );
  });
});

function keywordsIn(schema: Schema): string[] {
  const { properties = {}, items, additionalProperties } = schema;
  const nested = [...Object.values(properties), items, additionalProperties].flat();
  const schemas = nested.filter((one) => typeof one === "object");
  return [...Object.keys(schema), ...schemas.flatMap(keywordsIn)];
}
