import { Link } from "react-router";
import { useMay, type Permission } from "@/auth/session";

interface Props {
  /** The record's number, as people say it on the phone; or a name. */
  number: string;
  path?: string | null;
  /** Without it the reader sees the number alone: nobody is led to a page that refuses them. */
  permission?: Permission;
}

export function RecordLink({ number, path, permission }: Props) {
  const may = useMay();
  if (!path || (permission && !may(permission))) return <span className="num">{number}</span>;
  return (
    <Link to={path} className="num">
      {number}
    </Link>
  );
}
