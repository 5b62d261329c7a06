export const PORT = Number(process.env["HENGJIAN_E2E_PORT"] ?? "8399");
export const ADDRESS = process.env["HENGJIAN_E2E_URL"] ?? `http://127.0.0.1:${String(PORT)}`;
