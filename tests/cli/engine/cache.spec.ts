import { expect } from "chai";

import { builtEngineDirectory, cacheDirectory } from "../../../cli/engine/cache";
import type { Machine } from "../../../cli/engine/machine";

const linux: Machine = { env: {}, home: "/home/ada", platform: "linux", arch: "x64" };

describe("engine cache", () => {
  for (const [title, machine, directory] of [
    ["Linux", {}, "/home/ada/.cache/pulumi-crosscloud"],
    ["macOS", { platform: "darwin" }, "/home/ada/Library/Caches/pulumi-crosscloud"],
    ["XDG_CACHE_HOME", { env: { XDG_CACHE_HOME: "/var/cache" } }, "/var/cache/pulumi-crosscloud"],
    ["a relative XDG_CACHE_HOME", { env: { XDG_CACHE_HOME: "cache" } }, "/home/ada/.cache/pulumi-crosscloud"],
    ["CROSSCLOUD_CACHE_DIR", { env: { CROSSCLOUD_CACHE_DIR: "/ci", XDG_CACHE_HOME: "/var/cache" } }, "/ci"],
  ] as const) {
    it(`follows ${title}`, () => expect(cacheDirectory({ ...linux, ...machine })).to.equal(directory));
  }

  it("keeps engines of different machines that share a home apart", () => {
    expect(builtEngineDirectory(linux)).not.to.equal(builtEngineDirectory({ ...linux, arch: "arm64" }));
  });
});
