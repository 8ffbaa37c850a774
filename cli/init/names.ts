/** Rules of names and regions: each answers with what is wrong, if anything is. */

/** Part of the names of most resources, of which Azure and Google Cloud take 63 characters at most. */
const longestName = 20;
const longestSegment = 10;

/** Of the project, which is the hub's name as well and the namespace of its configuration. */
export function nameProblem(text: string): string | undefined {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text) && text.length <= longestName
    ? undefined
    : `${JSON.stringify(text)} is no name of a project: use 1 to ${longestName} lowercase letters, digits and single ` +
        "hyphens, a letter first, such as shop";
}

/** A name for a project in a folder, or a common one where the folder's doesn't do. */
export function nameFrom(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return nameProblem(name) === undefined ? name : "my-network";
}

/** Without hyphens, so that the pattern `prod-*` means the networks of one segment. */
export function segmentProblem(text: string): string | undefined {
  return /^[a-z][a-z0-9]*$/.test(text) && text.length <= longestSegment
    ? undefined
    : `${JSON.stringify(text)} is no name of a segment: use 1 to ${longestSegment} lowercase letters and digits, a ` +
        "letter first, such as prod";
}

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
export function awsRegionProblem(text: string): string | undefined {
  return problemUnless(
    /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(text),
    text,
    "no region of AWS: give one such as eu-central-1, not one of its zones",
  );
}

/** https://learn.microsoft.com/azure/reliability/regions-list */
export function azureLocationProblem(text: string): string | undefined {
  return problemUnless(
    /^[a-z]+[0-9]?[a-z]*$/.test(text),
    text,
    'no location of Azure: give its name such as germanywestcentral, not "Germany West Central"',
  );
}

/** https://cloud.google.com/compute/docs/regions-zones */
export function gcpRegionProblem(text: string): string | undefined {
  return problemUnless(
    /^[a-z]+-[a-z]+\d{1,2}$/.test(text),
    text,
    "no region of Google Cloud: give one such as europe-west3, not one of its zones",
  );
}

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects */
export function gcpProjectProblem(text: string): string | undefined {
  return problemUnless(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(text),
    text,
    "no id of a Google Cloud project: 6 to 30 lowercase letters, digits and hyphens, a letter first and no hyphen last",
  );
}

function problemUnless(holds: boolean, text: string, problem: string): string | undefined {
  return holds ? undefined : `${JSON.stringify(text)} is ${problem}`;
}
