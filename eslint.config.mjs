import tseslint from "typescript-eslint";

/** The whole of an SDK takes seconds to load and type-check; one service takes a fraction of it. */
const sdkRoots = ["@pulumi/aws", "@pulumi/azure-native", "@pulumi/gcp"].map((name) => ({
  name,
  message: `Import the service, such as ${name}/…: the root loads every service.`,
}));

/** Arrows between the rooms: a room may import only what its row allows. `addressing` and `pricing` are open to all. */
const forbidden = {
  addressing: ["components", "simulator", "reachability", "policies", "traffic", "twin", "cli"],
  pricing: ["components", "simulator", "reachability", "policies", "traffic", "twin", "cli"],
  components: ["simulator", "reachability", "policies", "traffic", "twin", "cli"],
  simulator: ["components", "reachability", "policies", "traffic", "twin", "cli"],
  reachability: ["components", "simulator", "policies", "traffic", "twin", "cli"],
  policies: ["components", "simulator", "traffic", "twin", "cli"],
  traffic: ["components", "simulator", "policies", "twin", "cli"],
};

const arrows = Object.entries(forbidden).map(([room, rooms]) => ({
  files: [`${room}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths:
          room === "addressing" || room === "pricing"
            ? [...sdkRoots, { name: "@pulumi/pulumi", message: `${room} is pure` }]
            : sdkRoots,
        patterns: [
          {
            regex: `^(\\.\\./)+(${rooms.join("|")})(/|$)`,
            message: `${room} must not depend on these rooms`,
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [
      "**/dist/",
      "**/node_modules/",
      "**/*.mjs",
      "**/*.js",
      ".crosscloud/",
      "examples/*/.crosscloud/",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-imports": ["error", { paths: sdkRoots }],
      "max-lines": ["warn", { max: 300, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // A network component's fields are its own properties, so that `{ ...azure, asn }` adds to one.
      "@typescript-eslint/no-misused-spread": [
        "error",
        { allow: ["AwsNetwork", "AzureNetwork", "GcpNetwork"] },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    // Each has a project of its own, and every project would load the SDKs anew.
    files: ["examples/**/*.ts"],
    languageOptions: { parserOptions: { projectService: false, project: "examples/tsconfig.json" } },
  },
  ...arrows,
  {
    files: ["tests/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.property.name='apply'] CallExpression[callee.name='expect']",
          message: "An expect inside apply never fails a test: await the value first.",
        },
      ],
    },
  },
);
