import { CloudError } from "../providers/resourceType";

/** A refusal of Azure Resource Manager, in the form in which the azure-native provider passes it on. */
export class ArmError extends CloudError {
  constructor(status: number, code: string, message: string) {
    super(code, `autorest/azure: Service returned an error. Status=${status} Code="${code}" Message="${message}"`);
  }
}
