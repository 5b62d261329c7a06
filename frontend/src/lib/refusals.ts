import { ApiProblem } from "@/api/problem";

interface Place {
  pointer: string;
  /** Where the server's sentence is too general here. */
  message?: string;
}

/** A refusal of the whole entry, put at the field that it is about, by the server's code for it. */
export async function placeRefusal<Answer>(
  write: Promise<Answer>,
  places: Readonly<Record<string, Place>>,
): Promise<Answer> {
  try {
    return await write;
  } catch (error) {
    const place = error instanceof ApiProblem ? places[error.code] : undefined;
    if (!(error instanceof ApiProblem) || !place) throw error;
    const message = place.message ?? error.message;
    throw new ApiProblem({
      status: error.status,
      code: error.code,
      detail: message,
      errors: [{ pointer: place.pointer, code: error.code, message }],
      request_id: error.requestId,
    });
  }
}
