import { expect } from "chai";
import fc from "fast-check";

import { mapOf, parseFlow } from "../../../reachability/map";
import { escaped, scriptJson } from "../../../reachability/map/escape";
import { smallEstate } from "./estates";

describe("escaping", () => {
  const anyText = fc.string({ unit: "binary", maxLength: 40 });

  it("leaves nothing in a text that means something to HTML or XML", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escaped(text)).not.to.match(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)|[\0-\x08\x0b\x0c\x0e-\x1f]/);
      }),
    );
  });

  it("leaves nothing in a script's data that ends the script, and loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const json = scriptJson({ text: `</script><!--${text}` });
        expect(json).not.to.match(/[<>]/);
        expect(JSON.parse(json)).to.deep.equal({ text: `</script><!--${text.replace(/\x7f/g, "\ufffd")}` });
      }),
    );
  });
});

describe("a map for Mermaid", () => {
  it("has clouds, networks, tunnels with their states, and a flow's steps", async () => {
    const text = await mapOf(smallEstate().analysis(), {
      format: "mermaid",
      flows: [{ from: "web", to: "db" }],
    });
    expect(text)
      .to.include('subgraph aws["AWS"]')
      .and.to.include('["VPC shop<br/>10.1.0.0/16<br/>1 subnet"]:::network');
    expect(text).to.match(/b2 ---\|"tunnel up"\| b3/);
    expect(text).to.match(/b2 x-\.-x\|"✕ tunnel down"\| b3/);
    expect(text).to.match(/b2 ==>\|"forth 2"\| b3/);
    expect(text).to.match(/b3 -\.->\|"back 2"\| b2/);
  });

  it("quotes whatever means something to Mermaid", async () => {
    const estate = smallEstate();
    estate.networks[0] = { ...estate.networks[0]!, name: `a"]; click b0 href "x" <b>\n%% \`end\` #35;` };
    const text = await mapOf(estate.analysis(), { format: "mermaid" });
    expect(text).to.include(
      "VPC a#34;#93;#59; click b0 href #34;x#34; #60;b#62; #37;#37; #96;end#96; #35;35#59;<br/>",
    );
  });
});

describe("a flow in words", () => {
  for (const [text, flow] of [
    ["web -> db", { from: "web", to: "db" }],
    ["web->db tcp/5432", { from: "web", to: "db", protocol: "tcp", port: 5432 }],
    ["10.0.1.5 -> 2001:db8::1 icmp", { from: "10.0.1.5", to: "2001:db8::1", protocol: "icmp" }],
    ["web -> db 132", { from: "web", to: "db", protocol: 132 }],
    [
      "web 1 -> urn:pulumi:a::b::c$d::e udp/53",
      { from: "web 1", to: "urn:pulumi:a::b::c$d::e", protocol: "udp", port: 53 },
    ],
  ] as const) {
    it(`reads ${text}`, () => {
      expect(parseFlow(text)).to.deep.equal(flow);
    });
  }

  for (const text of ["web", "web -> ", "-> db", "a -> b -> c", "web -> db xyz/4", ""]) {
    it(`refuses "${text}"`, () => {
      expect(() => parseFlow(text)).to.throw(/is no (flow|protocol)/);
    });
  }
});
