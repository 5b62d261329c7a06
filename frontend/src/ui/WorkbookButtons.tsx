import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";
import type { Act } from "@/lib/useAct";

interface Props<Read> {
  download: Act;
  downloadText: string;
  /** Left out where nothing may be read any more. */
  read?: Act<File, Read>;
  readText: string;
}

/** Out to Excel and back: one button each, the second of which takes a file. */
export function WorkbookButtons<Read>({ download, downloadText, read, readText }: Props<Read>) {
  return (
    <div className="row">
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={download.isBusy}
        onClick={() => {
          download.run();
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
            read.run(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />} loading={read.isBusy}>
            {readText}
          </Button>
        </Upload>
      )}
    </div>
  );
}
