import { checkIpsecPolicies } from "./ipsecPolicy";
import type { ArmCheck } from "../arm/armType";
import type { Fields } from "../arm/inputShape";
import { asList, asNumber, asObject, asString, type Props } from "../../protocol/values";

const defaultDpdSeconds = 45;

/** One address from which an instance of the gateway speaks BGP in this connection. */
export const customAddressFields: Fields = {
  "customBgpIpAddress!": "string",
  "ipConfigurationId!": "string",
};

/** How a kind of connection calls what all site-to-site connections have. */
export interface SettingNames {
  readonly mode: string;
  readonly protocol: string;
  readonly customAddresses: string;
}

type SettingsCheck = Pick<ArmCheck, "inputs" | "refuse">;

/** What a site-to-site connection may say of its tunnels, on a virtual network gateway or in a virtual hub. */
export function checkConnectionSettings(check: SettingsCheck, names: SettingNames): void {
  checkChoices(check, names);
  checkDpd(check);
  checkSharedKey(check);
  checkIpsecPolicies(check);
  checkCustomAddresses(check, names.customAddresses);
}

/** Zero asks for the default. */
export const dpdSeconds = ({ dpdTimeoutSeconds }: Props): number =>
  asNumber(dpdTimeoutSeconds) || defaultDpdSeconds;

function checkChoices({ inputs, refuse }: SettingsCheck, { mode, protocol }: SettingNames): void {
  const choices = {
    [mode]: ["Default", "ResponderOnly", "InitiatorOnly"],
    [protocol]: ["IKEv2", "IKEv1"],
  };
  for (const [property, values] of Object.entries(choices)) {
    const value = asString(inputs[property]);
    if (value !== undefined && !values.includes(value)) {
      refuse(property, "BadRequest", `${property} '${value}' is not one of ${values.join(", ")}.`);
    }
  }
}

/** Source: https://learn.microsoft.com/azure/vpn-gateway/ipsec-ike-policy-howto, "DPD timeout" */
function checkDpd({ inputs, refuse }: SettingsCheck): void {
  const dpd = asNumber(inputs.dpdTimeoutSeconds);
  if (dpd !== undefined && dpd !== 0 && (dpd < 9 || dpd > 3600)) {
    refuse(
      "dpdTimeoutSeconds",
      "BadRequest",
      `dpdTimeoutSeconds must be 9 to 3600, or 0 for the default of ${defaultDpdSeconds}; got ${dpd}.`,
    );
  }
}

/** Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq, "How is my VPN tunnel authenticated?" */
function checkSharedKey({ inputs, refuse }: SettingsCheck): void {
  const key = asString(inputs.sharedKey);
  if (key !== undefined && !/^[!-}]{1,128}$/.test(key.replaceAll("-", " "))) {
    refuse(
      "sharedKey",
      "BadRequest",
      `The shared key has ${key.length} characters or some that are not allowed; it must be 1 to 128 printable ASCII characters without space, hyphen or tilde.`,
    );
  }
}

function checkCustomAddresses({ inputs, refuse }: SettingsCheck, property: string): void {
  const chosen = asList(inputs[property]).map(asObject);
  if (chosen.length > 0 && inputs.enableBgp !== true && typeof inputs.enableBgp !== "symbol") {
    refuse(property, "BadRequest", "Custom BGP IP addresses need enableBgp on the connection.");
  }
  const configurations = chosen.flatMap((entry) => asString(entry.ipConfigurationId)?.toLowerCase() ?? []);
  if (new Set(configurations).size < configurations.length) {
    refuse(property, "BadRequest", "Only one custom BGP IP address can be chosen for each IP configuration.");
  }
}
