import js from "@eslint/js";
import globals from "globals";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const paths = [{ name: "openapi-fetch", message: "Only src/api talks to the server." }];
const oneWayToAct = {
  name: "@tanstack/react-query",
  importNames: ["useMutation"],
  message: "useAct of src/lib/useAct.ts reads again what an act touches and tells what is refused.",
};
/** What is written relative, and the floors of the rooms, src/test/rooms.test.ts holds. */
const patterns = [
  {
    group: ["@/features/*/*"],
    message: "A feature never imports a feature; what several need stands in src/lib or src/ui.",
  },
  { group: ["@/routes/*"], message: "The roof: what features bring is handed in at the root, see src/app/feature.ts." },
];
const knownDialog = {
  name: "antd",
  importNames: ["Modal"],
  message: "Dialog and useQuestion of src/ui/Dialog.tsx let the page know that something is open.",
};
const onlyApiFetches = {
  "no-restricted-globals": ["error", { name: "fetch", message: "Only src/api talks to the server." }],
  "no-restricted-imports": ["error", { paths: [...paths, oneWayToAct, knownDialog], patterns }],
};

const styled = {
  name: "@testing-library/react",
  importNames: ["render"],
  message: "render of src/test/render leaves out the style sheets, which make tests several times slower.",
};
const onlyUnstyled = { "no-restricted-imports": ["error", { paths: [...paths, styled], patterns }] };

const madeInKeys = "Keys of what is read are made in src/api/keys.ts.";
const ownKeys = [
  {
    selector: "Property[key.name='queryKey'] > ArrayExpression > :not(SpreadElement):first-child",
    message: madeInKeys,
  },
  { selector: "JSXAttribute[name.name='queryKey'] ArrayExpression", message: madeInKeys },
  {
    selector: "CallExpression[callee.property.name=/^[gs]etQuer(y|ies)(Data|State)$/] > ArrayExpression",
    message: madeInKeys,
  },
];

/** Visible text goes through i18n: no Chinese in code. */
const noTextInCode = {
  "no-restricted-syntax": [
    "error",
    ...ownKeys,
    { selector: "Literal[value=/[\\u4e00-\\u9fff]/]", message: "Visible text belongs in src/i18n." },
    { selector: "JSXText[value=/[\\u4e00-\\u9fffA-Za-z]{2,}/]", message: "Visible text belongs in src/i18n." },
    {
      selector:
        "JSXAttribute[name.name=/^(aria-label|alt|title|placeholder|label|caption|hint)$/] > Literal[value=/[A-Za-z]{2,}/]",
      message: "Visible text belongs in src/i18n.",
    },
  ],
};

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/generated", "test-results", "playwright-report"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  { plugins: { "react-hooks": hooks }, rules: { ...hooks.configs.recommended.rules } },
  { files: ["src/**/*.{ts,tsx}"], rules: { ...onlyApiFetches, ...noTextInCode } },
  {
    files: ["src/lib/useAct.ts", "src/ui/Dialog.tsx"],
    rules: { "no-restricted-imports": ["error", { paths, patterns }] },
  },
  { files: ["src/api/**"], rules: { "no-restricted-globals": "off", "no-restricted-imports": "off" } },
  { files: ["src/routes/**", "src/main.tsx", "src/test/**"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/**/*.test.{ts,tsx}", "src/test/**"], rules: { "no-restricted-syntax": "off" } },
  { files: ["src/**/*.test.tsx"], rules: onlyUnstyled },
  { rules: { "@typescript-eslint/no-non-null-assertion": "off" } },
);
