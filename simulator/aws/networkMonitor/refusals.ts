import { ServiceError } from "../operations/error";

/** What Network Synthetic Monitor answers; each operation's page of the API reference lists its codes. */
export const refusedMonitor = (operation: string, code: string, message: string): ServiceError =>
  new ServiceError("NetworkMonitor", operation, code, message);
