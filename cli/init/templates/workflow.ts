/** `.github/workflows/preview.yml`. */
export function workflow(): string {
  return `# Previews all stacks with the policy pack and proves intents.yaml, on simulated clouds: no account and no secret is
# needed. For real stacks, log in to Pulumi and the clouds before, and leave out --simulated in package.json.
name: preview

on:
  pull_request:

permissions:
  contents: read

concurrency:
  group: preview-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  preview:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      pull-requests: write
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npm exec -- tsc --noEmit
      - name: Preview
        run: npm run check -- --output preview.md
      - name: Comment
        # A fork's token may not comment; the job's summary says the same.
        if: \${{ !cancelled() && github.event.pull_request.head.repo.full_name == github.repository && hashFiles('preview.md') != '' }}
        env:
          GH_TOKEN: \${{ github.token }}
          NUMBER: \${{ github.event.pull_request.number }}
        run: gh pr comment "$NUMBER" --body-file preview.md --edit-last --create-if-none
`;
}
