import { peeringAttachment } from "./peeringAttachment";
import { peeringAttachmentAccepter } from "./peeringAttachmentAccepter";
import { prefixListReference } from "./prefixListReference";
import { route } from "./route";
import { routeTable } from "./routeTable";
import { routeTableAssociation } from "./routeTableAssociation";
import { routeTablePropagation } from "./routeTablePropagation";
import { transitGateway } from "./transitGateway";
import { vpcAttachment } from "./vpcAttachment";
import { vpcAttachmentAccepter } from "./vpcAttachmentAccepter";
import type { ResourceType } from "../../providers/resourceType";

/** The types of the `ec2transitgateway` module. */
export const transitGatewayTypes: readonly ResourceType[] = [
  peeringAttachment,
  peeringAttachmentAccepter,
  prefixListReference,
  route,
  routeTable,
  routeTableAssociation,
  routeTablePropagation,
  transitGateway,
  vpcAttachment,
  vpcAttachmentAccepter,
];
