import { checkDevice } from "./check";
import type { OnPremisesDevice } from "./device";
import { frrConf, frrFile, frrSecrets, frrSecretsFile } from "./frr";
import { linksConf, linksFile, linksScript, linksScriptFile, linksService } from "./links";
import { readme, serviceFile } from "./readme";
import { swanctlConf, swanctlFile, swanctlSecrets, swanctlSecretsFile } from "./swanctl";

/**
 * The files that make a Linux router the on-premises end of a link, by name. Keys are in `swanctl-secrets.conf` and
 * `frr-secrets.conf` alone, so that the others can be shown to people; `README.md` says how to install them.
 *
 * A tunnel's part of each file depends on that tunnel and the router's own values, so another's coming or going leaves
 * it alone.
 *
 * @throws {Error} for values that cannot stand in the files.
 */
export function renderOnPremises(device: OnPremisesDevice): Record<string, string> {
  checkDevice(device);
  return {
    [swanctlFile]: swanctlConf(device),
    [swanctlSecretsFile]: swanctlSecrets(device),
    [frrFile]: frrConf(device),
    [frrSecretsFile]: frrSecrets(device),
    [linksFile]: linksConf(device),
    [linksScriptFile]: linksScript(device),
    [serviceFile(device)]: linksService(device),
    "README.md": readme(device),
  };
}
