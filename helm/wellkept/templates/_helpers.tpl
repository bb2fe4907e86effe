{{- define "wellkept.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "wellkept.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "wellkept.labels" -}}
{{ include "wellkept.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- /* What runs the pods. */ -}}
{{- define "wellkept.workload" -}}
{{- ternary "Deployment" "StatefulSet" (ne .Values.postgres.address "") -}}
{{- end -}}

{{- /* A file's content, whether it was written as YAML or as one text. */ -}}
{{- define "wellkept.content" -}}
{{- if kindIs "string" . -}}{{ . }}{{- else -}}{{ toYaml . }}{{- end -}}
{{- end -}}

{{- /*
Where one surface listens, read from daemon.yaml itself so that nothing can disagree with it.
Takes a dict of root and surface.
*/ -}}
{{- define "wellkept.listen" -}}
{{- $file := index .root.Values.config "daemon.yaml" | default dict -}}
{{- $daemon := $file -}}
{{- if kindIs "string" $file -}}
{{- $daemon = fromYaml $file -}}
{{- with $daemon.Error -}}
{{- fail (printf "config.daemon.yaml: %s" .) -}}
{{- end -}}
{{- end -}}
{{- $web := $daemon.web | default dict -}}
{{- index $web .surface | default $web.listen | default "127.0.0.1:8800" -}}
{{- end -}}

{{- /* The port of one surface that must be reached from outside of the pod. */ -}}
{{- define "wellkept.port" -}}
{{- $listen := include "wellkept.listen" . -}}
{{- if regexMatch "^(127\\.|localhost|\\[?::1)" $listen -}}
{{- fail (printf "config.daemon.yaml: web.%s listens on %s, which nobody outside of the pod can reach: write for example 0.0.0.0:8802" .surface $listen) -}}
{{- end -}}
{{- splitList ":" $listen | last -}}
{{- end -}}

{{- /* What a schema cannot say. */ -}}
{{- define "wellkept.check" -}}
{{- if not (index .Values.config "people.yaml") -}}
{{- fail "config.people.yaml is needed: who answers for your touchpoints" -}}
{{- end -}}
{{- if not (values .Values.monitors | compact) -}}
{{- fail "monitors is empty: name at least one file with touchpoints" -}}
{{- end -}}
{{- $public := include "wellkept.port" (dict "root" . "surface" "public") -}}
{{- $operations := include "wellkept.port" (dict "root" . "surface" "operations") -}}
{{- if eq $public $operations -}}
{{- fail "config.daemon.yaml: web.public and web.operations need two ports, or the metrics are public" -}}
{{- end -}}
{{- if and (gt (int .Values.replicas) 1) (not .Values.postgres.address) -}}
{{- fail "replicas is more than 1, and several pods must share one ledger: name a PostgreSQL in postgres.address" -}}
{{- end -}}
{{- if and .Values.postgres.address (not .Values.postgres.secret) -}}
{{- fail "postgres.secret is needed: the secret with the user and the password of postgres.address" -}}
{{- end -}}
{{- if and .Values.postgres.secret (not .Values.postgres.address) -}}
{{- fail "postgres.address is needed: without it postgres.secret is for nothing" -}}
{{- end -}}
{{- if regexMatch "[?&](user|password)=" .Values.postgres.address -}}
{{- fail "postgres.address must not hold a user or a password: they come from postgres.secret" -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) -}}
{{- fail "ingress.host is needed when ingress.enabled" -}}
{{- end -}}
{{- end -}}
