declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  export interface AskedRequest {
    /** The page loads the contract itself without naming one. */
    method?: string;
    url: string;
    headers: Record<string, string>;
  }

  export interface Options {
    url: string;
    dom_id: string;
    deepLinking: boolean;
    docExpansion: "none" | "list";
    defaultModelsExpandDepth: number;
    filter: boolean;
    tagsSorter: "alpha";
    validatorUrl: null;
    requestInterceptor: (request: AskedRequest) => AskedRequest;
  }

  export default function SwaggerUI(options: Options): void;
}
