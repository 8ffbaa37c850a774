import { ServiceError } from "../operations/error";

/** What Route 53 answers; each operation's page of the API reference lists its codes. */
export const refused = (operation: string, code: string, message: string): ServiceError =>
  new ServiceError("Route 53", operation, code, message);

/** A refusal of a change to records; its words are in the change batch's messages. */
export const refusedChange = (message: string): ServiceError =>
  refused("ChangeResourceRecordSets", "InvalidChangeBatch", `[${message}]`);
