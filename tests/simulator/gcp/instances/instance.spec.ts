import { expect } from "chai";

import { instance, BalancerScene, zonal } from "../load-balancing/balancerScene";
import { invalid, itChecks, link, refusal, region, regional, Scene, tokens, usedBy } from "../scene";
import { asList, asObject, type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const nic = (more: Props = {}): Props => ({ networkInterfaces: [{ subnetwork: "sub", ...more }] });
const nicOf = ({ outputs }: Made): Props => asObject(asList(outputs.networkInterfaces)[0]);
const image = (name: string): Props => ({ bootDisk: { initializeParams: { image: name } } });

describe("gcp Instance", () => {
  itChecks(tokens.instance, instance, [
    {
      rule: "is in a zone that exists",
      refused: [{ zone: `${region}-z` }, { zone: region }],
      accepted: [{ zone: `${region}-b` }],
      at: "zone",
      text: /Unknown zone/,
    },
    {
      rule: "has a machine type of its zone",
      refused: [{ machineType: "e2-huge" }, { machineType: "t3.micro" }],
      accepted: [{ machineType: "e2-standard-2" }, { machineType: "zones/x/machineTypes/n1-standard-1" }],
      at: "machineType",
      text: /does not exist in zone/,
    },
    {
      rule: "boots from a public image",
      refused: [image("my-own/image"), image("amazon-linux")],
      accepted: [
        image("debian-12"),
        image("projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64"),
      ],
      at: "bootDisk.initializeParams.image",
      text: /Could not find image or family/,
    },
    {
      rule: "needs an image to boot from",
      refused: [{ bootDisk: {} }, { bootDisk: { initializeParams: { size: 20 } } }],
      accepted: [{ bootDisk: UNKNOWN }],
      at: "bootDisk.initializeParams.image",
      text: /Boot disk must have a source/,
    },
    {
      rule: "says where each interface is",
      refused: [{ networkInterfaces: [{}] }],
      accepted: [{ networkInterfaces: [{ network: "net" }] }, { networkInterfaces: [UNKNOWN] }],
      at: "networkInterfaces[0]",
      text: /exactly one of network, subnetwork/,
    },
    {
      rule: "has an interface",
      refused: [{ networkInterfaces: [] }],
      accepted: [nic()],
      at: "networkInterfaces",
      text: /At least 1/,
    },
    {
      rule: "has one startup script",
      refused: [{ metadataStartupScript: "true", metadata: { "startup-script": "true" } }],
      accepted: [{ metadataStartupScript: "true", metadata: { role: "web" } }],
      at: "metadataStartupScript",
      text: /Cannot provide both/,
    },
    {
      rule: "restarts only if it may stay",
      refused: [{ scheduling: { preemptible: true } }, { scheduling: { provisioningModel: "SPOT" } }],
      accepted: [{ scheduling: { preemptible: true, automaticRestart: false } }],
      at: "scheduling.automaticRestart",
      text: /automaticRestart be false/,
    },
    {
      rule: "has tags after RFC 1035",
      refused: [{ tags: ["Web"] }],
      accepted: [{ tags: ["web"] }],
      at: "tags[0]",
      text: /resource\.tags\.items\[0\]/,
    },
  ]);

  it("gets addresses where it asks for none, and keeps them", async () => {
    const { scene } = await BalancerScene.open();
    const made = await scene.make(tokens.instance, "vm", { ...instance, ...nic({ accessConfigs: [{}] }) });
    expect(made.id).to.equal(zonal("instances/vm"));
    expect(nicOf(made)).to.include({
      name: "nic0",
      networkIp: "10.16.0.2",
      network: link("projects/shop-dev/global/networks/net"),
    });
    const [access] = asList(nicOf(made).accessConfigs).map(asObject);
    expect(access?.natIp).to.match(/^\d+\.\d+\.\d+\.\d+$/);
    const tagged = await scene.account.update(made, { ...made.inputs, tags: ["web"] });
    expect(nicOf(tagged)).to.deep.equal(nicOf(made));
  });

  it("takes an address of its subnet that is free and not Google's", async () => {
    const balancer = await BalancerScene.open();
    const field = "resource.networkInterfaces[0].networkIP";
    const place = (name: string, networkIp: string): Promise<Made> =>
      balancer.instance(name, nic({ networkIp }));
    for (const address of ["10.17.0.5", "10.16.0.0", "10.16.0.1", "10.16.15.254", "10.16.15.255"]) {
      expect(await refusal(place("no", address)), address).to.match(invalid(field));
    }
    await place("vm", "10.16.0.9");
    expect(await refusal(place("twin", "10.16.0.9"))).to.match(/IP_IN_USE_BY_ANOTHER_RESOURCE.*10\.16\.0\.9/);
    await place("last", "10.16.15.253");
  });

  it("does not take an address that internal balancers share", async () => {
    const balancer = await BalancerScene.open();
    const reserve = (name: string, address: string, purpose: string): Promise<Made> =>
      balancer.make(tokens.address, name, { addressType: "INTERNAL", subnetwork: "sub", address, purpose });
    await reserve("vip", "10.16.0.20", "SHARED_LOADBALANCER_VIP");
    const own = await reserve("own", "10.16.0.21", "GCE_ENDPOINT");
    expect(await refusal(balancer.instance("vm", nic({ networkIp: "10.16.0.20" })))).to.match(
      invalid("resource.networkInterfaces[0].networkIP", "SHARED_LOADBALANCER_VIP"),
    );
    const vm = await balancer.instance("vm", nic({ networkIp: "10.16.0.21" }));
    expect(await refusal(balancer.scene.account.delete(own))).to.contain(usedBy("address", own.id, vm.id));
    expect(balancer.scene.account.read(own)?.users).to.deep.equal([link(vm.id)]);
  });

  it("is placed in an ordinary subnet of its region and network", async () => {
    const balancer = await BalancerScene.open();
    await balancer.proxySubnet();
    await balancer.scene.network("other");
    await balancer.scene.subnet("far", { region: "europe-west1", ipCidrRange: "10.48.0.0/24" });
    const field = "resource.networkInterfaces[0]";
    const cases: [Props, RegExp][] = [
      [nic({ subnetwork: "proxies" }), invalid(`${field}.subnetwork`, "must have purpose=PRIVATE")],
      [nic({ subnetwork: "regions/europe-west1/subnetworks/far" }), invalid(`${field}.subnetwork`, "region")],
      [nic({ network: "other" }), invalid(`${field}.network`, "another network")],
      [{ networkInterfaces: [{ network: "net" }] }, invalid(`${field}.network`, "must specify a subnet")],
      [
        nic({ subnetwork: "none" }),
        /'projects\/shop-dev\/regions\/europe-west3\/subnetworks\/none' was not found/,
      ],
      [
        { networkInterfaces: [{ subnetwork: "sub" }, { subnetwork: "sub" }] },
        invalid("resource.networkInterfaces[1]", "must be distinct"),
      ],
    ];
    for (const [inputs, text] of cases) {
      expect(await refusal(balancer.instance("vm", inputs))).to.match(text);
    }
    const vm = await balancer.instance();
    expect(
      await refusal(
        balancer.scene.account.delete({ ...vm, token: tokens.subnetwork, id: regional("subnetworks/sub") }),
      ),
    ).to.contain(usedBy("subnetwork", regional("subnetworks/sub"), vm.id));
  });

  it("has a reserved external address of its region, alone", async () => {
    const balancer = await BalancerScene.open();
    const reserved = await balancer.make(tokens.address, "nat", {});
    const natIp = reserved.outputs.address ?? "";
    const field = "resource.networkInterfaces[0].accessConfigs[0].natIP";
    const access = (address: Props[string]): Props => nic({ accessConfigs: [{ natIp: address }] });
    expect(await refusal(balancer.instance("no", access("203.0.113.9")))).to.match(
      invalid(field, "was not found"),
    );
    const vm = await balancer.instance("vm", access(natIp));
    expect(await refusal(balancer.instance("twin", access(natIp)))).to.match(
      invalid(field, "already in-use"),
    );
    expect(await refusal(balancer.scene.account.delete(reserved))).to.contain("already being used");
    await balancer.scene.account.delete(vm);
    await balancer.scene.account.delete(reserved);
  });

  it("is replaced for another image, zone or address, and stopped only if that is allowed", async () => {
    const { scene } = await BalancerScene.open();
    const made = await scene.make(tokens.instance, "vm", { ...instance, ...nic({ networkIp: "10.16.0.9" }) });
    const diff = (more: Props): string[] => scene.account.diff(made, { ...made.inputs, ...more });
    expect(diff(image("debian-11"))).to.deep.equal(["bootDisk!"]);
    expect(
      diff({ bootDisk: { autoDelete: false, initializeParams: { image: "debian-cloud/debian-12" } } }),
    ).to.deep.equal(["bootDisk"]);
    expect(diff({ zone: `${region}-b` })).to.deep.equal(["zone!"]);
    expect(diff(nic({ networkIp: "10.16.0.10" }))).to.deep.equal(["networkInterfaces!"]);
    expect(diff(nic({ networkIp: "10.16.0.9", accessConfigs: [{}] }))).to.deep.equal(["networkInterfaces"]);
    expect(diff({ metadataStartupScript: "true" })).to.deep.equal(["metadataStartupScript!"]);
    const bigger = { ...made.inputs, machineType: "e2-small" };
    expect(await refusal(scene.account.update(made, bigger))).to.contain("allow_stopping_for_update = true");
    await scene.account.update(made, { ...bigger, allowStoppingForUpdate: true });
  });

  it("stays while it is protected", async () => {
    const { scene } = await BalancerScene.open();
    const made = await scene.make(tokens.instance, "vm", { ...instance, deletionProtection: true });
    expect(await refusal(scene.account.delete(made))).to.contain("Deletion Protection is enabled");
    await scene.account.delete(
      await scene.account.update(made, { ...made.inputs, deletionProtection: false }),
    );
  });

  it("has unknown addresses at preview where Google chooses them", async () => {
    const scene = await Scene.open();
    const { outputs } = scene.account.clouds.preview(tokens.instance, {
      props: { ...instance, ...nic({ accessConfigs: [{}] }) },
      secrets: new Set(),
    });
    const [first] = asList(outputs.networkInterfaces).map(asObject);
    expect([first?.networkIp, asObject(asList(first?.accessConfigs)[0]).natIp]).to.deep.equal([
      UNKNOWN,
      UNKNOWN,
    ]);
  });
});
