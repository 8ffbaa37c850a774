import { busyUntilDone } from "./busy";
import { remoteOf } from "./peers";
import { namedBy } from "../virtual-wan/ids";
import type { BusyClaim, OperationContext } from "../../providers/resourceType";

/**
 * A peering changes both networks. Azure refuses it while either is changing:
 * https://github.com/Azure-Samples/azuresandbox/issues/267
 */
export const peerBusy = (context: OperationContext): BusyClaim =>
  busyUntilDone(
    context,
    [namedBy(context, "virtualNetworks", "virtualNetworkName"), remoteOf(context) ?? ""],
    false,
  );
