import { eachItem } from "../arm/checks";
import type { ArmCheck } from "../arm/armType";
import { asList, asObject, asString, type Props, UNKNOWN } from "../../protocol/values";

/** Names that no administrator can have. Source: `adminUsername` of the REST reference of virtual machines. */
const forbiddenUsers = [
  "administrator",
  "admin",
  "user",
  "user1",
  "test",
  "user2",
  "test1",
  "user3",
  "admin1",
  "1",
  "123",
  "a",
  "actuser",
  "adm",
  "admin2",
  "aspnet",
  "backup",
  "console",
  "david",
  "guest",
  "john",
  "owner",
  "root",
  "server",
  "sql",
  "support",
  "support_388945a0",
  "sys",
  "test2",
  "test3",
  "user4",
  "user5",
];

const forbiddenPasswords = [
  "abc@123",
  "p@$$w0rd",
  "p@ssw0rd",
  "p@ssword123",
  "pa$$word",
  "pass@word1",
  "password!",
  "password1",
  "password22",
  "iloveyou!",
];

const longestUser = 64;
const longestComputerName = 64;
const passwordLength = { least: 6, most: 72 } as const;
const mostCustomDataBytes = 65_535;

/**
 * The administrator and the first boot of a Linux machine. Words about a password never hold it.
 *
 * Source: https://learn.microsoft.com/rest/api/compute/virtual-machines/create-or-update#osprofile and the tables beside it
 */
export function checkOsProfile(check: ArmCheck): void {
  const { inputs, refuse } = check;
  if (inputs.osProfile === undefined || inputs.osProfile === UNKNOWN) {
    return;
  }
  const profile = asObject(inputs.osProfile);
  checkUser(profile, refuse);
  checkSignIn(profile, refuse);
  const name = profile.computerName ?? inputs.vmName;
  if (typeof name === "string" && !isHostName(name)) {
    refuse(
      "osProfile.computerName",
      "InvalidParameter",
      `Linux host name '${name}' cannot exceed ${longestComputerName} characters in length, and can have letters, digits, hyphens and periods inside.`,
    );
  }
  const data = asString(profile.customData);
  if (data !== undefined && !isBase64(data, mostCustomDataBytes)) {
    refuse(
      "osProfile.customData",
      "InvalidParameter",
      "Custom data in OSProfile must be in Base64 encoding and with a maximum length of 87380 characters.",
    );
  }
}

const isHostName = (name: string): boolean =>
  name.length <= longestComputerName && /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(name);

export const isBase64 = (text: string, mostBytes: number): boolean =>
  text.length % 4 === 0 &&
  /^[A-Za-z0-9+/]*={0,2}$/.test(text) &&
  Buffer.from(text, "base64").length <= mostBytes;

function checkUser({ adminUsername }: Props, refuse: ArmCheck["refuse"]): void {
  if (adminUsername === undefined) {
    refuse(
      "osProfile.adminUsername",
      "InvalidParameter",
      "Required parameter 'adminUsername' is missing (null).",
    );
  }
  const user = asString(adminUsername);
  if (user !== undefined && (forbiddenUsers.includes(user.toLowerCase()) || user.endsWith("."))) {
    refuse(
      "osProfile.adminUsername",
      "InvalidParameter",
      `The Admin Username specified, '${user}', is not allowed.`,
    );
  } else if (user !== undefined && (user.length < 1 || user.length > longestUser)) {
    refuse(
      "osProfile.adminUsername",
      "InvalidParameter",
      `The Admin Username must have 1 to ${longestUser} characters.`,
    );
  }
}

function checkSignIn(profile: Props, refuse: ArmCheck["refuse"]): void {
  const linux = asObject(profile.linuxConfiguration);
  const keys = asList(asObject(linux.ssh).publicKeys).map(asObject);
  const undecided = [
    profile.linuxConfiguration,
    linux.disablePasswordAuthentication,
    linux.ssh,
    asObject(linux.ssh).publicKeys,
  ].includes(UNKNOWN);
  if (!undecided && linux.disablePasswordAuthentication === true && keys.length === 0) {
    refuse(
      "osProfile.linuxConfiguration.ssh",
      "InvalidParameter",
      "Authentication using either SSH or by user name and password must be enabled in Linux profile: give an SSH public key, or leave disablePasswordAuthentication out.",
    );
  }
  if (!undecided && linux.disablePasswordAuthentication !== true && profile.adminPassword === undefined) {
    refuse(
      "osProfile.adminPassword",
      "InvalidParameter",
      "Required parameter 'adminPassword' is missing (null).",
    );
  }
  eachItem(asObject(linux.ssh).publicKeys, "osProfile.linuxConfiguration.ssh.publicKeys", (key, path) =>
    checkKey(key, asString(profile.adminUsername), path, refuse),
  );
  const password = asString(profile.adminPassword);
  if (password !== undefined && !isStrong(password)) {
    refuse(
      "osProfile.adminPassword",
      "InvalidParameter",
      `The supplied password must be between ${passwordLength.least}-${passwordLength.most} characters long and must satisfy at least 3 of password complexity requirements from the following: ` +
        "1) Contains an uppercase character 2) Contains a lowercase character 3) Contains a numeric digit 4) Contains a special character.",
    );
  }
}

function isStrong(password: string): boolean {
  const kinds = [/[A-Z]/, /[a-z]/, /\d/, /[\W_]/].filter((kind) => kind.test(password)).length;
  return (
    kinds >= 3 &&
    password.length >= passwordLength.least &&
    password.length <= passwordLength.most &&
    !forbiddenPasswords.includes(password.toLowerCase())
  );
}

/** Source: https://learn.microsoft.com/azure/virtual-machines/linux/mac-create-ssh-keys, "Supported SSH key formats" */
function checkKey(
  { keyData, path }: Props,
  user: string | undefined,
  at: string,
  refuse: ArmCheck["refuse"],
): void {
  if (typeof keyData === "string" && !/^ssh-(rsa|ed25519) [A-Za-z0-9+/]+=*( .*)?$/.test(keyData.trim())) {
    refuse(
      `${at}.keyData`,
      "InvalidParameter",
      "The value of parameter linuxConfiguration.ssh.publicKeys.keyData is invalid: it must be an ssh-rsa or ssh-ed25519 public key.",
    );
  }
  const expected = `/home/${user ?? ""}/.ssh/authorized_keys`;
  if (user !== undefined && typeof path === "string" && path !== expected) {
    refuse(
      `${at}.path`,
      "InvalidParameter",
      `Destination path for SSH public keys is currently limited to its default value ${expected} due to a known issue in Linux provisioning agent.`,
    );
  }
}
