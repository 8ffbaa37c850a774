import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";

import { groupBy } from "../../groupBy";
import { type Box, cloudNames, cloudOrder, type Link, type Picture } from "../picture";
import { type Bundle, bundlesOf } from "./bundles";
import { type Detail, detailFor, type Frame, frameOf, type Room } from "./frames";
import type { Area, Layout, PlacedBox } from "./layout";
import { widthOf } from "./measure";
import { junctionOf, placedLines } from "./placedLines";
import { type PlannedLine, plannedLines } from "./plannedLines";
import { placeTiles, type Tiles, tilesOf } from "./tiles";

export type Direction = "RIGHT" | "DOWN";

/** Options of ELK. https://eclipse.dev/elk/reference/options.html */
const commonOptions = {
  "elk.algorithm": "layered",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  "elk.spacing.nodeNode": "22",
  "elk.spacing.edgeEdge": "10",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.componentComponent": "28",
  "elk.layered.spacing.nodeNodeBetweenLayers": "56",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
  "elk.layered.spacing.edgeNodeBetweenLayers": "20",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.mergeEdges": "false",
  "elk.edgeLabels.inline": "false",
  "elk.randomSeed": "1",
  "elk.padding": "[top=16,left=16,bottom=16,right=16]",
} as const;

/** Of all but the networks in a picture with so many of them that they are bundled. */
const largeScale = 1.7;

/** What ELK is asked to place, and how its answer is read. */
export class Plan {
  readonly #picture: Picture;
  readonly #detail: Detail;
  readonly #bundles: readonly Bundle[];
  readonly #scale: number;
  readonly #unitOfBox = new Map<string, string>();
  readonly #lines: readonly PlannedLine[];
  readonly #frames = new Map<string, Frame>();
  readonly #tiles = new Map<string, Tiles>();
  readonly #networks: ReadonlySet<string>;
  readonly #cloudOf: ReadonlyMap<string, Box["cloud"]>;
  readonly #ranks: ReadonlyMap<Box["cloud"], number>;
  readonly #areas = new Map<string, Pick<Area, "kind" | "cloud" | "title">>();

  constructor(
    picture: Picture,
    private readonly direction: Direction,
  ) {
    this.#picture = picture;
    this.#detail = detailFor(picture.boxes);
    this.#networks = new Set(picture.boxes.filter(({ kind }) => kind === "network").map(({ id }) => id));
    this.#cloudOf = new Map(picture.boxes.map(({ id, cloud }) => [id, cloud]));
    this.#ranks = ranksOf(picture.boxes);
    this.#bundles = bundlesOf(picture);
    this.#scale = this.#bundles.length > 0 ? largeScale : 1;
    for (const { id, boxes } of this.#bundles) {
      boxes.forEach((box) => this.#unitOfBox.set(box.id, id));
    }
    this.#lines = plannedLines(picture.links, (box) => this.#unitOfBox.get(box) ?? box);
    this.#sizeAll();
  }

  #sizeAll(): void {
    const ends = new Map<string, number>();
    const room = (number: number): Room => ({
      side: this.direction === "RIGHT" ? "height" : "width",
      ends: number,
    });
    for (const { a, b } of this.#lines) {
      [a, b].forEach((unit) => ends.set(unit, (ends.get(unit) ?? 0) + 1));
    }
    for (const { id, boxes } of this.#bundles) {
      this.#tiles.set(id, tilesOf(boxes));
    }
    for (const box of this.#picture.boxes) {
      this.#frames.set(box.id, frameOf(box, this.#detail, room(ends.get(box.id) ?? 0)));
    }
  }

  graph(): ElkNode {
    const bundled = new Set(this.#unitOfBox.keys());
    const single = this.#picture.boxes.filter(({ id }) => !bundled.has(id));
    const units: Unit[] = [
      ...single.map((box) => {
        const { width = 0, height = 0 } = this.#frames.get(box.id) ?? {};
        const size = { width: width * this.#scale, height: height * this.#scale };
        return { id: box.id, cloud: box.cloud, region: box.region, node: { id: box.id, ...size } };
      }),
      ...this.#bundles.map(({ id, boxes: [first] }) => {
        const { width = 0, height = 0 } = this.#tiles.get(id) ?? {};
        return { id, cloud: first?.cloud, region: first?.region, node: { id, width, height } };
      }),
    ];
    const byCloud = groupBy(units, ({ cloud }) => cloud);
    const children = [...cloudOrder, undefined].flatMap((cloud) => {
      const members = byCloud.get(cloud) ?? [];
      return cloud === undefined || members.length === 0
        ? members.map(({ node }) => node)
        : [this.#cloudNode(cloud, members)];
    });
    return {
      id: "root",
      layoutOptions: { ...commonOptions, "elk.direction": this.direction },
      children: [...children, ...this.#junctions()],
      edges: this.#edges(),
    };
  }

  #cloudNode(cloud: NonNullable<Box["cloud"]>, units: readonly Unit[]): ElkNode {
    const id = `cloud ${cloud}`;
    this.#areas.set(id, { kind: "cloud", cloud, title: cloudNames[cloud] });
    const regions = groupBy(units, ({ region }) => region);
    const children = [...regions].flatMap(([region, members]) =>
      region === undefined ? members.map(({ node }) => node) : [this.#regionNode(cloud, region, members)],
    );
    return { id, children, layoutOptions: padding(44 * this.#scale) };
  }

  #regionNode(cloud: string, region: string, units: readonly Unit[]): ElkNode {
    const id = `region ${cloud} ${region}`;
    this.#areas.set(id, { kind: "region", cloud, title: region });
    return { id, children: units.map(({ node }) => node), layoutOptions: padding(36 * this.#scale) };
  }

  /** Lines between clouds side by side meet below both of them, at a node of their own. */
  #junctions(): ElkNode[] {
    return this.#lines
      .filter((line) => this.#isSideways(line))
      .map(({ id, label }) => ({
        id: junctionOf(id),
        ...(label === undefined ? { width: 40, height: 1 } : this.#labelSize(label)),
      }));
  }

  #edges(): ElkExtendedEdge[] {
    return this.#lines.flatMap((line): ElkExtendedEdge[] => {
      const { id, a, b, links, label } = line;
      if (this.#isSideways(line)) {
        return [a, b].map((end, index) => ({
          id: `${id} ${index}`,
          sources: [end],
          targets: [junctionOf(id)],
        }));
      }
      const [source, target] = links.every((link) => this.#goesForward(link)) ? [a, b] : [b, a];
      const labels = label === undefined ? [] : [{ text: label, ...this.#labelSize(label) }];
      return [{ id, sources: [source], targets: [target], labels }];
    });
  }

  #labelSize(label: string): { width: number; height: number } {
    return { width: Math.ceil(widthOf(label, 11) + 18) * this.#scale, height: 18 * this.#scale };
  }

  #isSideways({ links: [link] }: PlannedLine): boolean {
    const [a, b] = [this.#cloudOf.get(link?.a ?? ""), this.#cloudOf.get(link?.b ?? "")];
    return a !== b && this.#ranks.get(a) === this.#ranks.get(b);
  }

  /** Networks stand outside, gateways inside: before these in the first cloud, behind them in the others. */
  #goesForward({ kind, a, b }: Link): boolean {
    const [one, other] = [a, b].map((box) => this.#ranks.get(this.#cloudOf.get(box)) ?? 0);
    if (one === undefined || other === undefined || one === other) {
      return kind !== "attachment" || this.#networks.has(a) === (one === 0);
    }
    return one < other;
  }

  placed(graph: ElkNode): Layout {
    const boxes = new Map<string, PlacedBox>();
    const areas: Area[] = [];
    const visit = (node: ElkNode): void => {
      const { id, x = 0, y = 0, width = 0, height = 0 } = node;
      const area = this.#areas.get(id);
      const frame = this.#frames.get(id);
      const bundle = this.#bundles.find((one) => one.id === id);
      if (area !== undefined) {
        areas.push({ ...area, x, y, width, height });
      } else if (frame !== undefined) {
        boxes.set(id, { frame, tile: false, scale: this.#scale, x, y, width, height });
      } else if (bundle !== undefined) {
        const cloud = bundle.boxes[0]?.cloud ?? "";
        areas.push({ kind: "bundle", cloud, title: bundle.title, x, y, width, height });
        for (const [box, tile] of placeTiles(bundle.boxes, { x, y })) {
          const made = this.#frames.get(box);
          if (made !== undefined) {
            boxes.set(box, { frame: { ...made, lines: [] }, tile: true, scale: 1, ...tile });
          }
        }
      }
      (node.children ?? []).forEach(visit);
    };
    visit(graph);
    const lines = placedLines(this.#lines, graph);
    return {
      width: graph.width ?? 0,
      height: graph.height ?? 0,
      scale: this.#scale,
      areas,
      boxes,
      lines,
      lineOfLink: new Map(lines.flatMap((line) => line.links.map((link) => [link.id, line]))),
    };
  }
}

interface Unit {
  readonly id: string;
  readonly cloud: Box["cloud"];
  readonly region: string | undefined;
  readonly node: ElkNode;
}

function padding(top: number): Record<string, string> {
  return { "elk.padding": `[top=${top},left=18,bottom=18,right=18]` };
}

/** One cloud first, the next two side by side behind it, then the rest, and what is in no cloud. */
function ranksOf(boxes: readonly Box[]): ReadonlyMap<Box["cloud"], number> {
  const present = cloudOrder.filter((cloud) => boxes.some((box) => box.cloud === cloud));
  const ranks = new Map<Box["cloud"], number>(present.map((cloud, index) => [cloud, Math.ceil(index / 2)]));
  return ranks.set(undefined, present.length);
}
