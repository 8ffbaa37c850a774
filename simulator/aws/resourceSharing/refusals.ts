import { ServiceError } from "../operations/error";

/**
 * What AWS RAM answers.
 *
 * Codes: https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html
 */
export const refused = (operation: string, code: string, message: string): ServiceError =>
  new ServiceError("RAM", operation, code, message);
