import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Navigate, useParams } from "react-router";
import { SchemeEditor } from "./SchemeEditor";
import { openedQuery } from "../draft/draftQueries";
import { isTree } from "../draft/nodes";
import { draftOf } from "../draft/draft";
import { ErrorState } from "@/ui/states";
import { BrokenDocument } from "./BrokenDocument";

/** The editor of a draft; whoever may not change it is led to where it is read, and told why. */
export default function EditPage() {
  const { id = "" } = useParams();
  const opened = useQuery(openedQuery(id));
  if (opened.isError) return <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />;
  if (opened.isPending || opened.isFetching) return <Skeleton active paragraph={{ rows: 12 }} />;
  const change = opened.data.actions.find(({ name }) => name === "change");
  // The answer's own object: another one at each drawing would begin the way there anew each time.
  if (!change?.allowed) return <Navigate to={`/schemes/${id}`} replace state={change} />;
  if (!isTree(draftOf(opened.data).document.root)) return <BrokenDocument scheme={opened.data} />;
  return <SchemeEditor key={id} scheme={opened.data} />;
}
