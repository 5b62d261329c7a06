import { createBrowserRouter, type RouteObject } from "react-router";
import { NotFound } from "@/app/NotFound";
import { RouteError } from "@/app/RouteError";
import { goToSignInFirst } from "@/auth/arrival";

type Page = () => Promise<{ default: React.ComponentType }>;

/** Every page of the office app; each is loaded when it is first opened. */
export const pages: readonly { path: string; page: Page }[] = [
  { path: "/", page: () => import("@/features/home/HomePage") },
  { path: "/overview", page: () => import("@/features/overview/OverviewPage") },
  { path: "/overview/units/:code", page: () => import("@/features/overview/UnitPage") },
  { path: "/overview/units/:code/why", page: () => import("@/features/overview/WhyPage") },
  { path: "/rounds", page: () => import("@/features/rounds/RoundsPage") },
  { path: "/rounds/:id", page: () => import("@/features/rounds/RoundPage") },
  { path: "/rounds/:id/report", page: () => import("@/features/rounds/ReportPage") },
  { path: "/rounds/:id/projects", page: () => import("@/features/rounds/ProjectImportPage") },
  { path: "/rounds/:id/units/:unit", page: () => import("@/features/rounds/UnitChecklistPage") },
  { path: "/visits", page: () => import("@/features/visits/VisitsPage") },
  { path: "/visits/:id", page: () => import("@/features/visits/VisitPage") },
  { path: "/draws", page: () => import("@/features/draws/DrawsPage") },
  { path: "/draws/:id", page: () => import("@/features/draws/DrawPage") },
  { path: "/strictness", page: () => import("@/features/strictness/StrictnessPage") },
  { path: "/recusals", page: () => import("@/features/draws/RecusalsPage") },
  { path: "/deductions", page: () => import("@/features/deductions/DeductionsPage") },
  { path: "/deductions/queue", page: () => import("@/features/deductions/queue/QueuePage") },
  { path: "/deductions/:id", page: () => import("@/features/deductions/DeductionPage") },
  { path: "/rectifications", page: () => import("@/features/rectifications/RectificationsPage") },
  { path: "/rectifications/:id", page: () => import("@/features/rectifications/RectificationPage") },
  { path: "/deduction-imports", page: () => import("@/features/imports/ImportPage") },
  { path: "/deduction-rules", page: () => import("@/features/deductions/RulesPage") },
  { path: "/schemes", page: () => import("@/features/schemes/SchemesPage") },
  { path: "/schemes/:id", page: () => import("@/features/schemes/SchemePage") },
  { path: "/schemes/:id/edit", page: () => import("@/features/schemes/editor/EditPage") },
  { path: "/schemes/:id/trial", page: () => import("@/features/trials/TrialPage") },
  { path: "/sheets", page: () => import("@/features/sheets/SheetRoundsPage") },
  { path: "/sheets/:id", page: () => import("@/features/sheets/SheetRoundPage") },
  { path: "/sheets/:id/:sheet", page: () => import("@/features/sheets/SheetPage") },
  { path: "/evaluations", page: () => import("@/features/evaluations/EvaluationsPage") },
  { path: "/evaluations/:id", page: () => import("@/features/evaluations/EvaluationPage") },
  { path: "/ballots", page: () => import("@/features/evaluations/BallotsPage") },
  { path: "/ballots/:id", page: () => import("@/features/evaluations/BallotPage") },
  { path: "/manual-scores", page: () => import("@/features/manual/ManualPage") },
  { path: "/vetoes", page: () => import("@/features/vetoes/VetoesPage") },
  { path: "/bonuses", page: () => import("@/features/bonuses/BonusesPage") },
  { path: "/results", page: () => import("@/features/results/ResultsPage") },
  { path: "/results/:id", page: () => import("@/features/results/ResultPage") },
  { path: "/results/:id/subjects/:code", page: () => import("@/features/results/SubjectPage") },
  { path: "/my-result", page: () => import("@/features/results/MyResultPage") },
  { path: "/plans", page: () => import("@/features/plans/PlansPage") },
  { path: "/plans/:id", page: () => import("@/features/plans/PlanPage") },
  { path: "/values/:id", page: () => import("@/features/values/ValuePage") },
  { path: "/reports", page: () => import("@/features/reports/ReportsPage") },
  { path: "/reports/:id", page: () => import("@/features/reports/ReportPage") },
  { path: "/proposals", page: () => import("@/features/proposals/ProposalsPage") },
  { path: "/proposals/:id", page: () => import("@/features/proposals/ProposalPage") },
  { path: "/nominations", page: () => import("@/features/nominations/NominationsPage") },
  { path: "/nominations/:id", page: () => import("@/features/nominations/NominationPage") },
  { path: "/quotas", page: () => import("@/features/quotas/QuotasPage") },
  { path: "/record", page: () => import("@/features/record/RecordPage") },
  { path: "/units", page: () => import("@/features/units/UnitsPage") },
  { path: "/accounts", page: () => import("@/features/accounts/AccountsPage") },
];

const routes: RouteObject[] = [
  { path: "/sign-in", lazy: async () => ({ Component: (await import("@/features/signin/SignInPage")).default }) },
  {
    lazy: async () => ({ Component: (await import("@/app/Frame")).default }),
    errorElement: <RouteError />,
    HydrateFallback: () => null,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          ...pages.map(({ path, page }) => ({ path, lazy: async () => ({ Component: (await page()).default }) })),
          { path: "*", element: <NotFound /> },
        ],
      },
    ],
  },
];

goToSignInFirst();
export const router = createBrowserRouter(routes);
