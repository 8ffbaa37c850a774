import type { TunnelEnd } from "../../../simulator";

export type Texts = Readonly<Record<string, string>>;

/** A router with two tunnels, as a person writes its configuration. */
export const files: Texts = {
  "swanctl.conf": `# Two tunnels to the cloud
connections {
  left {
    version = 2        # IKEv2
    local_addrs = 20.1.2.3
    remote_addrs = 3.64.0.1
    proposals = aes256-sha256-modp2048
    local { auth = psk
      id = 20.1.2.3 }
    remote {
      auth = psk
    }
    children.tunnel {
      esp_proposals = aes256gcm16-ecp384
      local_ts = 0.0.0.0/0
      remote_ts = 0.0.0.0/0
      if_id_in = 41
      if_id_out = 41
      start_action = start
    }
  }
  right {
    version = 2
    local_addrs = 20.1.2.3
    remote_addrs = 3.64.0.2
    proposals = aes256gcm16-prfsha384-ecp384
    keyingtries = 0
    dpd_delay = 15s
    local-1 { auth = psk }
    remote-1 { auth = psk
      id = 3.64.0.2 }
    children {
      tunnel {
        esp_proposals = aes256-sha256-modp2048
        local_ts = 0.0.0.0/0
        remote_ts = 0.0.0.0/0
        if_id_in = 42
        if_id_out = 42
        start_action = trap|start
      }
    }
  }
}
include keys.conf
`,
  "keys.conf": `secrets {
  ike-left {
    id-1 = 3.64.0.1
    secret = "Left \\"Key\\" #1}"
  }
  ike-right {
    id-1 = 3.64.0.2
    secret = 0x52696768744b65792e32
  }
}
`,
  "links.conf": `# name, XFRM interface id, address
vpn-left  41 169.254.21.2/30
vpn-right 42 169.254.22.2/30
`,
  "frr.conf": `frr version 8.4
frr defaults traditional
!
ip prefix-list OURS seq 5 permit 10.48.0.0/16
ip prefix-list THEIRS permit 10.0.0.0/16 le 32
!
route-map OUT permit 10
 match ip address prefix-list OURS
exit
route-map IN permit 10
 match ip address prefix-list THEIRS
 set local-preference 200
!
router bgp 65010
 bgp router-id 20.1.2.3
 neighbor 169.254.21.1 remote-as 64512
 neighbor 169.254.22.1 remote-as 64512
 neighbor 169.254.22.1 update-source vpn-right
 neighbor 192.168.0.9 remote-as 65010
 !
 address-family ipv4 unicast
  network 10.48.0.0/16
  neighbor 169.254.21.1 route-map IN in
  neighbor 169.254.21.1 route-map OUT out
  neighbor 169.254.22.1 route-map IN in
  neighbor 169.254.22.1 route-map OUT out
 exit-address-family
exit
!
ip route 0.0.0.0/0 20.1.2.1
end
`,
  "frr-secrets.conf": `router bgp 65010
 neighbor 169.254.22.1 password Md5.Key_2
exit
`,
  "README.md": "neighbor = { not read",
};

const cloudEnd = (index: number): TunnelEnd => ({
  cloud: "aws",
  recordId: "vpn-1",
  index,
  outsideAddress: `3.64.0.${index + 1}`,
  peerOutsideAddress: "20.1.2.3",
  presharedKey: ['Left "Key" #1}', "RightKey.2"][index],
  ikeVersions: [2],
  ike: [
    { encryption: ["aes256-cbc"], integrity: ["sha256"], dhGroups: [14] },
    { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] },
  ][index]!,
  esp: [
    { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] },
    { encryption: ["aes256-cbc"], integrity: ["sha256"], dhGroups: [14] },
  ][index]!,
  initiates: false,
  bgp: {
    asn: 64512,
    peerAsn: 65010,
    insideAddress: `169.254.2${index + 1}.1`,
    peerInsideAddress: `169.254.2${index + 1}.2`,
    md5Key: [undefined, "Md5.Key_2"][index],
  },
});

/** The cloud's ends of both tunnels. */
export const cloudEnds: readonly TunnelEnd[] = [cloudEnd(0), cloudEnd(1)];

/** The files with one text in one of them replaced. */
export function changed(file: string, before: string, after: string): Texts {
  const text = files[file];
  if (!text?.includes(before)) {
    throw new Error(`${file} has no ${before}`);
  }
  return { ...files, [file]: text.replace(before, after) };
}

export const without = (file: string): Texts =>
  Object.fromEntries(Object.entries(files).filter(([name]) => name !== file));
