import { CloudError } from "../../providers/resourceType";

/** A refusal of a Google API other than Compute Engine's, in the form in which the Google provider passes it on. */
export class ApiError extends CloudError {
  constructor(
    /** What the provider was about, such as `creating AlertPolicy`. */
    doing: string,
    status: number,
    code: string,
    message: string,
  ) {
    super(code, `Error ${doing}: googleapi: Error ${status}: ${message}`);
  }
}
