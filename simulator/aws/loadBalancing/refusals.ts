import { ServiceError } from "../operations/error";

/** What Elastic Load Balancing answers; each operation's page of the API reference lists its codes. */
export const refused = (operation: string, code: string, message: string): ServiceError =>
  new ServiceError("Elastic Load Balancing v2", operation, code, message);
