import { getOrganization, getStack, StackReference } from "@pulumi/pulumi";
import { AwsNetwork, CrossCloudVpnSide, type VpnOffer } from "pulumi-crosscloud";

/** A function, so that it can wait for the other stack's offer: whether there is one decides what is made. */
export = async () => {
  const peer = new StackReference(`${getOrganization()}/split-stacks-gcp/${getStack()}`);
  const offer = (await peer.getOutputDetails("offer")).secretValue as VpnOffer | undefined;

  const aws = new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" });

  const side = new CrossCloudVpnSide("shop", {
    aws,
    peer: { gcp: { ipCidrRanges: ["10.16.0.0/17"] }, offer },
    routing: "bgp",
  });

  return { offer: side.offer, state: side.state, tunnels: side.tunnels };
};
