import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import "./reference.css";
import { csrfToken, SAFE } from "@/api/csrf";

SwaggerUI({
  url: "/api/v1/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "none",
  /** The list of all schemas would stand open below the operations; each operation shows its own. */
  defaultModelsExpandDepth: -1,
  filter: true,
  tagsSorter: "alpha",
  /** The page asks no outside host, also not whether the contract is well formed. */
  validatorUrl: null,
  /** What is tried from here goes with the reader's own session, as from the office app. */
  requestInterceptor: (request) => {
    if (!SAFE.has((request.method ?? "GET").toUpperCase())) request.headers["X-CSRF-Token"] = csrfToken();
    return request;
  },
});
