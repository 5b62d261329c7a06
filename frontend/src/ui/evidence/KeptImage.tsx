import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readAgain } from "@/api/keys";

interface Props {
  src: string;
  alt: string;
  lazy?: boolean;
  className?: string;
}

/** An access token may have run out since the page was opened: reading the record again renews it, then the picture is asked for once more. */
export function KeptImage({ src, alt, lazy, className }: Props) {
  const queries = useQueryClient();
  const [tries, setTries] = useState(0);
  return (
    <img
      key={tries}
      src={src}
      alt={alt}
      className={className}
      loading={lazy ? "lazy" : "eager"}
      onError={() => {
        if (tries > 0) return;
        void readAgain(queries, "deductions", "rounds").then(() => {
          setTries(1);
        });
      }}
    />
  );
}
