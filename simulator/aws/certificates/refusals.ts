import { ServiceError } from "../operations/error";

/** What ACM answers; each operation's page of the API reference lists its codes. */
export const refused = (operation: string, code: string, message: string): ServiceError =>
  new ServiceError("ACM", operation, code, message);
