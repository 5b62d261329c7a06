import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import type { UseMutationResult } from "@tanstack/react-query";
import { Button, Upload } from "antd";

interface Props<Read> {
  download: UseMutationResult<void, Error, void>;
  downloadText: string;
  /** Left out where nothing may be read any more. */
  read?: UseMutationResult<Read, Error, File>;
  readText: string;
}

/** Out to Excel and back: one button each, the second of which takes a file. */
export function WorkbookButtons<Read>({ download, downloadText, read, readText }: Props<Read>) {
  return (
    <div className="row">
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={download.isPending}
        onClick={() => {
          download.mutate();
        }}
      >
        {downloadText}
      </Button>
      {read && (
        <Upload
          accept=".xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            read.mutate(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />} loading={read.isPending}>
            {readText}
          </Button>
        </Upload>
      )}
    </div>
  );
}
