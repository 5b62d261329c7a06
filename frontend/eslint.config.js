import js from "@eslint/js";
import globals from "globals";
import query from "@tanstack/eslint-plugin-query";
import a11y from "eslint-plugin-jsx-a11y";
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

const scoped = 'Styles stand in a style sheet; what is data comes as a custom property: style={{ "--share": share }}.';
/** An attribute is no style sheet: it cannot be overridden, printed or forbidden to strangers. */
const ownStyles = [
  { selector: "JSXAttribute[name.name='style'] Property:not([key.value=/^--/])", message: scoped },
  {
    selector: "JSXAttribute[name.name='style'] > JSXExpressionContainer > :not(ObjectExpression):not(TSAsExpression)",
    message: scoped,
  },
  { selector: "JSXAttribute[name.name='styles']", message: scoped },
];

/** Visible text goes through i18n: no Chinese in code. */
const noTextInCode = {
  "no-restricted-syntax": [
    "error",
    ...ownKeys,
    { selector: "Literal[value=/[\\u4e00-\\u9fff]/]", message: "Visible text belongs in src/i18n." },
    ...ownStyles,
    { selector: "JSXText[value=/[\\u4e00-\\u9fffA-Za-z]{2,}/]", message: "Visible text belongs in src/i18n." },
    {
      selector:
        "CallExpression[callee.name='t'] Property[key.name='defaultValue'], CallExpression[callee.property.name='t'] Property[key.name='defaultValue']",
      message: "A default makes any key pass: wordOf in src/i18n/words checks the place where the words stand.",
    },
    {
      selector:
        "JSXAttribute[name.name=/^(aria-label|alt|title|placeholder|label|caption|hint)$/] > Literal[value=/[A-Za-z]{2,}/]",
      message: "Visible text belongs in src/i18n.",
    },
  ],
};

/** Files may be dropped on what is no control: a button beside it does the same. */
const handlers = ["onClick", "onMouseDown", "onMouseUp", "onKeyPress", "onKeyDown", "onKeyUp"];
const accessible = {
  "jsx-a11y/no-static-element-interactions": ["error", { handlers }],
  // A page whose only use is one field begins in it.
  "jsx-a11y/no-autofocus": "off",
  // What scrolls must be reached by keys.
  "jsx-a11y/no-noninteractive-tabindex": [
    "error",
    { tags: [], roles: ["region", "group"], allowExpressionValues: true },
  ],
  // Recordings made on site: nobody has written captions for them.
  "jsx-a11y/media-has-caption": "off",
  // The row that is chosen takes the focus, and the tree the keys, as the pattern of a tree wants it.
  "jsx-a11y/interactive-supports-focus": "off",
  "jsx-a11y/click-events-have-key-events": "off",
};

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/generated", "test-results", "playwright-report"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
  },
  { files: ["**/*.{js,mjs}"], ...tseslint.configs.disableTypeChecked },
  ...query.configs["flat/recommended"],
  // Keys come from src/api/keys.ts, and what is kept is one session's: it is cleared when somebody signs in or out.
  { rules: { "@tanstack/query/exhaustive-deps": "off" } },
  // A story that makes the phone full puts another in the place of the browser's own method.
  { files: ["e2e/**"], rules: { "@typescript-eslint/unbound-method": "off" } },
  { files: ["src/**/*.tsx"], ...a11y.flatConfigs.strict },
  { files: ["src/**/*.tsx"], rules: accessible },
  { plugins: { "react-hooks": hooks }, rules: { ...hooks.configs.recommended.rules } },
  { files: ["src/**/*.{ts,tsx}"], rules: { ...onlyApiFetches, ...noTextInCode } },
  {
    files: ["src/lib/useAct.ts", "src/ui/Dialog.tsx"],
    rules: { "no-restricted-imports": ["error", { paths, patterns }] },
  },
  { files: ["src/api/**"], rules: { "no-restricted-globals": "off", "no-restricted-imports": "off" } },
  { files: ["src/routes/**", "src/main.tsx", "src/test/**"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/**/*.test.{ts,tsx}", "src/test/**", "src/i18n/words.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["src/**/*.test.tsx"], rules: onlyUnstyled },
  {
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      // It takes an assertion from which a generic call infers its type for superfluous.
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
    },
  },
);
