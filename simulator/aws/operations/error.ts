import { CloudError } from "../../providers/resourceType";

type Service =
  | "ACM"
  | "CloudWatch"
  | "CloudWatch Logs"
  | "Elastic Load Balancing v2"
  | "NetworkMonitor"
  | "RAM"
  | "Route 53"
  | "SNS"
  | "SSM"
  | "Secrets Manager"
  | "Service Quotas"
  | "WAFV2";

/** A refusal of an AWS service, in the form in which the AWS provider passes it on. */
export class ServiceError extends CloudError {
  constructor(service: Service, operation: string, code: string, message: string) {
    super(
      code,
      `operation error ${service}: ${operation}, https response error StatusCode: 400, ${code}: ${message}`,
    );
  }
}
