import { CloudError } from "../providers/resourceType";

/** A refusal of the EC2 API, in the form in which the AWS provider passes it on. */
export class Ec2Error extends CloudError {
  constructor(operation: string, code: string, message: string) {
    super(
      code,
      `operation error EC2: ${operation}, https response error StatusCode: 400, api error ${code}: ${message}`,
    );
  }
}
