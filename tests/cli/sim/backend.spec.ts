import { homedir } from "node:os";
import { join, resolve } from "node:path";

import { expect } from "chai";

import { absoluteBackend, fileBackend } from "../../../cli/sim/backend";

describe("a backend's URL", () => {
  const folders: [string, string | undefined][] = [
    ["file:///srv/state", "/srv/state"],
    ["file:///srv/my%20state?no_tmp_dir=true", "/srv/my state"],
    ["file://~", homedir()],
    ["file://~/state", join(homedir(), "state")],
    ["file://.", resolve(".")],
    ["file://state", resolve("state")],
    ["s3://bucket", undefined],
    ["https://api.pulumi.com", undefined],
  ];
  for (const [url, folder] of folders) {
    it(`${url} is ${folder === undefined ? "no folder" : "a folder"}`, () => {
      expect(fileBackend(url)).to.equal(folder);
    });
  }

  it("means the same from every folder", () => {
    expect(absoluteBackend("file://state?no_tmp_dir=true")).to.equal(
      `file://${resolve("state")}?no_tmp_dir=true`,
    );
    expect(absoluteBackend("file:///srv/state")).to.equal("file:///srv/state");
    expect(absoluteBackend("s3://bucket")).to.equal("s3://bucket");
  });
});
