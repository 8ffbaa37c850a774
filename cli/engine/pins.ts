/** The oldest Pulumi CLI this project is tested with. */
export const minimumPulumi = "3.200.0";

/** The version of npm's `pulumi` package; it installs the CLI of the same version, language hosts included. */
export const npmPulumi = "3.250.0";

/** The oldest Go that compiles the pinned modules: the `go` line of `go/cli/go.mod`. */
export const minimumGo = "1.23.11";

/**
 * What is built from Go modules. The two programs need a go.mod each: the CLI is the newest release whose
 * modules resolve without replacements, and the newest published module that still carries the Node language
 * host is the older one. They speak the same protocol.
 */
export const goBuild = {
  version: "3.200.0",
  programs: [
    {
      name: "pulumi",
      folder: "cli",
      package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      linkerFlags: "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=3.200.0",
    },
    {
      name: "pulumi-language-nodejs",
      folder: "host",
      package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
      linkerFlags: "-s -w",
    },
  ],
  /** Scripts from the CLI's SDK module that start policy packs and dynamic providers. */
  launchers: {
    folder: "cli",
    module: "github.com/pulumi/pulumi/sdk/v3",
    directory: "nodejs/dist",
    names: ["pulumi-analyzer-policy", "pulumi-resource-pulumi-nodejs"],
  },
} as const;
