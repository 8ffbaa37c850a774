import { alias, base, failover, latency, multivalue, off, place, values, weighted } from "./recordScene";
import { itChecks } from "../operations/scene";
import { tokens } from "../scene";
import { UNKNOWN } from "../../../../simulator/protocol/values";

describe("aws Record", () => {
  itChecks(tokens.record, base, [
    {
      rule: "has values with a TTL, or is an alias",
      refused: [
        { records: null },
        { ttl: null },
        { records: null, ...alias("www.example.com", "Z1") },
        { ...off, aliases: [] },
        { ...off, aliases: [{ name: "www.example.com", zoneId: "Z1" }] },
      ],
      accepted: [
        { ...off, ...alias("www.example.com", "Z1") },
        { ...off, aliases: UNKNOWN },
        { records: UNKNOWN },
      ],
      text: /^(aliases|records|ttl)/,
    },
    {
      rule: "has a TTL from 0 to 2147483647 seconds",
      refused: [{ ttl: -1 }, { ttl: 2147483648 }, { ttl: 0.5 }],
      accepted: [{ ttl: 0 }, { ttl: 2147483647 }],
      text: /^ttl: /,
    },
    {
      rule: "has values of its type",
      refused: [
        values("A", "192.0.2.256"),
        values("A", "2001:db8::1"),
        values("AAAA", "192.0.2.1"),
        values("CNAME", "a..b"),
        values("CNAME", "a.example.com", "b.example.com"),
        values("MX", "mail.example.com"),
        values("SRV", "1 2 sip.example.com"),
        values("CAA", "issue amazon.com"),
        values("TXT", "x".repeat(256)),
        values("A", "192.0.2.1", "192.0.2.1"),
        values("A"),
      ],
      accepted: [
        values("A", "192.0.2.1", "10.0.0.1", "198.51.100.7"),
        values("AAAA", "2001:db8::1"),
        values("CNAME", "www.example.com."),
        values("MX", "10 mail.example.com"),
        values("SRV", "1 2 5060 sip.example.com"),
        values("CAA", '0 issue "amazon.com"'),
        values("TXT", "x".repeat(255), 'a""b'),
        values("NS", "ns-1.example.net"),
      ],
      text: /^records: Invalid/,
    },
    {
      rule: "is of a type that is simulated",
      refused: [{ type: "NAPTR" }, { type: "ALIAS" }],
      accepted: [{ type: UNKNOWN }],
      text: /^type: /,
    },
    {
      rule: "has one policy, and an identifier with it",
      refused: [
        { ...weighted(1), setIdentifier: null },
        { setIdentifier: "blue" },
        { ...weighted(1), ...latency("eu-central-1") },
        { ...weighted(1), multivalueAnswerRoutingPolicy: true },
        { ...weighted(1), setIdentifier: "s".repeat(129) },
      ],
      accepted: [weighted(1), failover("PRIMARY"), multivalue("a"), { multivalueAnswerRoutingPolicy: false }],
      text: /must be specified|Expected exactly one of|conflicts with|length/,
    },
    {
      rule: "weighs 0 to 255",
      refused: [weighted(-1), weighted(256), weighted(0.5)],
      accepted: [weighted(0), weighted(255)],
      text: /weight to be in the range/,
    },
    {
      rule: "is the primary or the secondary",
      refused: [failover("primary"), failover("TERTIARY")],
      accepted: [failover("SECONDARY")],
      text: /failoverRoutingPolicies\[0\]\.type/,
    },
    {
      rule: "is near a Region",
      refused: [latency("europe-west3"), latency("eu-central-9")],
      accepted: [latency("eu-central-1"), latency("ap-southeast-7")],
      text: /to be an AWS Region/,
    },
    {
      rule: "is for a continent, a country or a part of some",
      refused: [
        place({}, "none"),
        place({ continent: "EU", country: "DE" }),
        place({ continent: "XX" }),
        place({ country: "UK" }),
        place({ country: "DE", subdivision: "BY" }),
        place({ country: "US", subdivision: "ZZ" }),
      ],
      accepted: [
        place({ continent: "EU" }),
        place({ country: "DE" }),
        place({ country: "*" }),
        place({ country: "US", subdivision: "WA" }),
        place({ country: "UA", subdivision: "05" }),
      ],
      text: /^geolocationRoutingPolicies\[0\]: InvalidInput/,
    },
    {
      rule: "gives several answers of addresses, not of names or aliases",
      refused: [
        { ...multivalue("a"), ...off, ...alias("www.example.com", "Z1") },
        { ...multivalue("a"), ...values("CNAME", "www.example.com") },
        { ...multivalue("a"), ...values("NS", "ns.example.com") },
      ],
      accepted: [{ ...multivalue("a"), ...values("AAAA", "2001:db8::1") }],
      text: /multivalue answer records cannot be/,
    },
    {
      rule: "has none of what is not simulated",
      refused: [{ cidrRoutingPolicy: { collectionId: "1", locationName: "a" } }],
      accepted: [],
      text: /not simulated/,
    },
  ]);
});
