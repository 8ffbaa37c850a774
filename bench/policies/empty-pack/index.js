const { PolicyPack } = require("@pulumi/policy");

const nothing = {
  name: "nothing",
  description: "Refuses nothing.",
  enforcementLevel: "mandatory",
  validateStack: () => {},
};
new PolicyPack("empty", { policies: [nothing] });
