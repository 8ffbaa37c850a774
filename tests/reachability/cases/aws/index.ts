import { middleboxCases } from "./middleboxes";
import { natTranslationCases } from "./natTranslation";
import { networkAclCases } from "./networkAcls";
import { peeringCases } from "./peerings";
import { previewCases } from "./preview";
import { routeCases } from "./routes";
import { securityGroupCases } from "./securityGroups";
import { transitAttachmentCases } from "./transitAttachments";
import { transitGatewayCases } from "./transitGateways";
import { transitPeeringCases } from "./transitPeerings";
import { transitVpnCases } from "./transitVpn";
import { tunnelCases } from "./tunnels";
import { virtualPrivateGatewayCases } from "./virtualPrivateGateways";
import type { Case } from "../case";

export const awsCases: readonly Case[] = [
  ...routeCases,
  ...middleboxCases,
  ...natTranslationCases,
  ...peeringCases,
  ...securityGroupCases,
  ...networkAclCases,
  ...transitGatewayCases,
  ...transitAttachmentCases,
  ...transitPeeringCases,
  ...virtualPrivateGatewayCases,
  ...tunnelCases,
  ...transitVpnCases,
  ...previewCases,
];
