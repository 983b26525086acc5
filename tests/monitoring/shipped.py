"""What is shipped for Prometheus, systemd and Grafana."""

from pathlib import Path

MONITORING = Path(__file__).parents[2] / "resources" / "monitoring"
UNITS = MONITORING / "systemd"
RULES = MONITORING / "prometheus" / "iottly-keycheck.rules.yml"
DASHBOARD = MONITORING / "grafana" / "iottly-keycheck.json"
