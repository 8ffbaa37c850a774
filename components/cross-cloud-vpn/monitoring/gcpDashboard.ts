import type { Output } from "@pulumi/pulumi";
import { sessionFilter, tunnelFilter } from "./gcpFilters";
import type { WatchedLink } from "./monitor";

const columns = 12;
const [width, height] = [6, 4];

type FilterOf = (link: WatchedLink) => Output<string>;

/** A dashboard's JSON: every tunnel's state, session, routes and bytes; a data set for every link. */
export function dashboardJson(displayName: string, links: readonly WatchedLink[]) {
  const chart = (title: string, filterOf: FilterOf, perSeriesAligner: string) => ({
    title,
    xyChart: {
      dataSets: links.map((link) => ({
        plotType: "LINE",
        timeSeriesQuery: {
          timeSeriesFilter: {
            filter: filterOf(link),
            aggregation: { alignmentPeriod: "60s", perSeriesAligner },
          },
        },
      })),
    },
  });
  const tunnels =
    (metric: string): FilterOf =>
    (link) =>
      tunnelFilter(metric, link);
  const sessions =
    (metric: string): FilterOf =>
    (link) =>
      sessionFilter(metric, link);
  const widgets = [
    chart("Tunnels: above 0 is up", tunnels("tunnel_established"), "ALIGN_MIN"),
    chart("BGP sessions: 1 is up", sessions("session_up"), "ALIGN_MIN"),
    chart("Bytes a second into Google Cloud", tunnels("network/received_bytes_count"), "ALIGN_RATE"),
    chart("Bytes a second out of Google Cloud", tunnels("network/sent_bytes_count"), "ALIGN_RATE"),
    chart("Routes learned", sessions("received_routes_count"), "ALIGN_MIN"),
    chart("Routes advertised", sessions("sent_routes_count"), "ALIGN_MIN"),
  ];
  return {
    displayName,
    mosaicLayout: {
      columns,
      tiles: widgets.map((widget, index) => ({
        xPos: (index % 2) * width,
        yPos: Math.floor(index / 2) * height,
        width,
        height,
        widget,
      })),
    },
  };
}
