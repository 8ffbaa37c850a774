import { getOrganization, getStack, StackReference } from "@pulumi/pulumi";
import { CrossCloudVpnSide, GcpNetwork, type VpnOffer } from "pulumi-crosscloud";

/** A function, so that it can wait for the other stack's offer: whether there is one decides what is made. */
export = async () => {
  const peer = new StackReference(`${getOrganization()}/split-stacks-aws/${getStack()}`);
  const offer = (await peer.getOutputDetails("offer")).secretValue as VpnOffer | undefined;

  const gcp = new GcpNetwork("shop", { ipCidrRange: "10.16.0.0/16" });

  const side = new CrossCloudVpnSide("shop", {
    gcp,
    peer: { aws: { cidrBlocks: ["10.0.0.0/16"] }, offer },
    routing: "bgp",
  });

  return { offer: side.offer, state: side.state, tunnels: side.tunnels };
};
