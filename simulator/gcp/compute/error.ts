import { CloudError } from "../../providers/resourceType";

/**
 * A refusal of the Compute Engine API, in the form in which the Google provider passes it on.
 *
 * The form and the codes are those of public reports, such as
 * https://github.com/hashicorp/terraform-provider-google/issues/7639; where no report shows the words of a rule, they
 * are ours.
 */
export class ComputeError extends CloudError {
  constructor(
    readonly status: number,
    code: string,
    readonly reason: string,
    /** What the provider was about, such as `creating VpnTunnel`. */
    doing?: string,
  ) {
    super(
      code,
      `${doing === undefined ? "" : `Error ${doing}: `}googleapi: Error ${status}: ${reason}, ${code}`,
    );
  }

  while(doing: string): ComputeError {
    return new ComputeError(this.status, this.code, this.reason, doing);
  }
}

/** An operation that the API accepted, and that failed, in the form in which the Google provider passes it on. */
export class OperationError extends CloudError {
  constructor(
    code: string,
    readonly reason: string,
    doing?: string,
  ) {
    super(
      code,
      `${doing === undefined ? "" : `Error ${doing}: `}operation received error: error code "${code}", message: ${reason}`,
    );
  }

  while(doing: string): OperationError {
    return new OperationError(this.code, this.reason, doing);
  }
}

/** As in public reports of internal addresses that instances or forwarding rules have already. */
export const addressInUse = (address: string): OperationError =>
  new OperationError(
    "IP_IN_USE_BY_ANOTHER_RESOURCE",
    `IP '${address}' is already being used by another resource.`,
  );

/** The words in which the API refuses one field of a request. */
export const invalidField = (field: string, value: string, rule: string): string =>
  `Invalid value for field '${field}': '${value}'. ${rule}`;

export const invalid = (field: string, value: string, rule: string): ComputeError =>
  new ComputeError(400, "invalid", invalidField(field, value, rule));

export const notFound = (path: string): ComputeError =>
  new ComputeError(404, "notFound", `The resource '${path}' was not found`);

export const alreadyExists = (path: string): ComputeError =>
  new ComputeError(409, "alreadyExists", `The resource '${path}' already exists`);

export const inUse = (kind: string, path: string, user: string): ComputeError =>
  new ComputeError(
    400,
    "resourceInUseByAnotherResource",
    `The ${kind} resource '${path}' is already being used by '${user}'`,
  );

/** Says what the provider was about when the API refused. */
export function during<Result>(doing: string, operation: () => Result): Result {
  try {
    return operation();
  } catch (error) {
    throw error instanceof ComputeError || error instanceof OperationError ? error.while(doing) : error;
  }
}
