import { Link } from "react-router";

/** A record by its number, as people say it on the phone; without a path only the number. */
export function RecordLink({ number, path }: { number: string; path?: string | null }) {
  if (!path) return <span className="num">{number}</span>;
  return (
    <Link to={path} className="num">
      {number}
    </Link>
  );
}
