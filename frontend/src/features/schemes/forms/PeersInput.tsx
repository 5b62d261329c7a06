import { Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { asText } from "./inputs";

import type { Fact } from "../draft/draft";
import { plainNumber } from "@/lib/typed";

interface Props {
  peers: readonly Fact[];
  onChange: (peers: Fact[] | null) => void;
}

/** The values of the others of the class, one beside the other. */
export function PeersInput({ peers, onChange }: Props) {
  const { t } = useTranslation("editor");
  const id = useId();
  const [typed, type] = useState<string | null>(null);
  return (
    <div className="editor-pair editor-peers">
      <label htmlFor={id} className="muted">
        {t("example.peers")}
      </label>
      <Input
        id={id}
        className="num"
        value={typed ?? peers.map((peer) => asText(peer["actual"])).join(", ")}
        onChange={(event) => {
          type(event.target.value);
          const values = event.target.value
            .split(/[,，、;；\s]+/)
            .map(plainNumber)
            .filter(Boolean);
          const target = peers[0]?.["target"];
          onChange(
            values.length > 0
              ? values.slice(0, 50).map((actual) => ({ actual, ...(target !== undefined && { target }) }))
              : null,
          );
        }}
        onBlur={() => {
          type(null);
        }}
      />
    </div>
  );
}
