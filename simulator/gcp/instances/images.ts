/** Projects of public images. Source: https://cloud.google.com/compute/docs/images/os-details */
const projects = [
  "centos-cloud",
  "cos-cloud",
  "debian-cloud",
  "fedora-coreos-cloud",
  "opensuse-cloud",
  "rhel-cloud",
  "rocky-linux-cloud",
  "suse-cloud",
  "ubuntu-os-cloud",
  "windows-cloud",
];

/** How the provider completes the name of a family: `imageMap` in its compute/image.go. */
const prefixes = ["centos", "cos", "debian", "opensuse", "rhel", "rocky-linux", "sles", "ubuntu", "windows"];

const api = "https://www.googleapis.com/compute/v1/";

/** Undefined if the text names a public image or family, in one of the provider's forms. */
export function imageProblem(image: string): string | undefined {
  const path = image.startsWith(api) ? image.slice(api.length) : image;
  const [, project, name = path] =
    /^(?:projects\/)?([^/]+)\/(?:global\/images\/)?(?:family\/)?([^/]+)$/.exec(path) ?? [];
  const isPublic =
    project === undefined || project === "family"
      ? prefixes.some((prefix) => name.startsWith(`${prefix}-`))
      : projects.includes(project);
  return isPublic && /^[a-z][-a-z0-9]*$/.test(name)
    ? undefined
    : `Error resolving image name '${image}': Could not find image or family ${image}; simulated are public images, such as debian-cloud/debian-12`;
}
