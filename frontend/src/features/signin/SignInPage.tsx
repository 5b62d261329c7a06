import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { api, data } from "@/api/client";
import { Look } from "@/app/Look";
import { sessionQuery } from "@/auth/session";
import { chooseLanguage } from "@/i18n";
import "./signin.css";

interface Credentials {
  username: string;
  password: string;
}

export default function SignInPage() {
  const { t, i18n } = useTranslation(["signin", "app"]);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const signIn = useMutation({
    mutationFn: (body: Credentials) => data(api.POST("/api/v1/directory/session", { body })),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      const next = parameters.get("next") ?? "/";
      void navigate(next.startsWith("/") && !next.startsWith("//") ? next : "/", { replace: true });
    },
  });
  const other = i18n.language === "en" ? "zh-CN" : "en";
  return (
    <Look>
      <main className="signin">
        <section className="signin-card card">
          <div className="row" style={{ justifyContent: "space-between" }}>
            <h1 className="signin-name">
              <img src="/icon.svg" alt="" width={36} height={36} /> {t("app:name")}
            </h1>
            <Button type="text" lang={other} onClick={() => void chooseLanguage(other)}>
              {t("app:frame.otherLanguage")}
            </Button>
          </div>
          <p className="muted">{t("app:slogan")}</p>
          {signIn.error && (
            <Alert
              type="error"
              showIcon
              role="alert"
              title={signIn.error.message || t("app:errors.unreachable")}
              style={{ marginBottom: 16 }}
            />
          )}
          <Form<Credentials>
            layout="vertical"
            requiredMark={false}
            size="large"
            onFinish={(values) => {
              signIn.mutate(values);
            }}
          >
            <Form.Item name="username" label={t("username")} rules={[{ required: true, message: t("app:required") }]}>
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item name="password" label={t("password")} rules={[{ required: true, message: t("app:required") }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
              {t("submit")}
            </Button>
          </Form>
          <p className="muted signin-foot">
            <a href="/bulletin/">{t("bulletin")}</a> · <a href="/m/">{t("field")}</a>
          </p>
        </section>
      </main>
    </Look>
  );
}
