import { listener } from "./listener";
import { listenerCertificate } from "./listenerCertificate";
import { listenerRule } from "./listenerRule";
import { loadBalancer } from "./loadBalancer";
import { targetGroup } from "./targetGroup";
import { targetGroupAttachment } from "./targetGroupAttachment";
import { webAclAssociation } from "./webAclAssociation";
import type { ResourceType } from "../../providers/resourceType";

/** Elastic Load Balancing, and the web ACL before it. */
export const loadBalancing: readonly ResourceType[] = [
  listener,
  listenerCertificate,
  listenerRule,
  loadBalancer,
  targetGroup,
  targetGroupAttachment,
  webAclAssociation,
];
