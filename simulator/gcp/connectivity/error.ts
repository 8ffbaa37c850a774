import { CloudError } from "../../providers/resourceType";

/**
 * A refusal of the Network Connectivity API, in the form in which the Google provider passes it on. The words of the
 * missing group are those of https://github.com/hashicorp/terraform-provider-google/issues/18297; the others are ours.
 */
export class ConnectivityError extends CloudError {
  constructor(
    readonly status: number,
    code: string,
    readonly reason: string,
    /** What the provider was about, such as `creating Spoke`. */
    doing?: string,
  ) {
    super(code, `${doing === undefined ? "" : `Error ${doing}: `}googleapi: Error ${status}: ${reason}`);
  }

  while(doing: string): ConnectivityError {
    return new ConnectivityError(this.status, this.code, this.reason, doing);
  }
}

export const invalidArgument = (reason: string): ConnectivityError =>
  new ConnectivityError(400, "INVALID_ARGUMENT", `${reason}: invalid argument`);

export const failedPrecondition = (reason: string): ConnectivityError =>
  new ConnectivityError(400, "FAILED_PRECONDITION", reason);

export const notFound = (path: string): ConnectivityError =>
  new ConnectivityError(404, "NOT_FOUND", `Resource '${path}' was not found`);

export const alreadyExists = (path: string): ConnectivityError =>
  new ConnectivityError(409, "ALREADY_EXISTS", `Resource '${path}' already exists`);

export const notSimulated = (reason: string): ConnectivityError =>
  new ConnectivityError(400, "UNIMPLEMENTED", `not simulated: ${reason}`);
